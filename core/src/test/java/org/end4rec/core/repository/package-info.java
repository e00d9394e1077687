/** Checks of the repository as a whole, whatever the module: lines, links, versions. */
@NullMarked
package org.end4rec.core.repository;

import org.jspecify.annotations.NullMarked;
