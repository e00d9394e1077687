/** Checks of the repository as a whole, whatever the module: sources, links, versions. */
@NullMarked
package org.end4rec.core.repository;

import org.jspecify.annotations.NullMarked;
