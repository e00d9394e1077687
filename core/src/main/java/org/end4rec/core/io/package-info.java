/** Files. */
@NullMarked
package org.end4rec.core.io;

import org.jspecify.annotations.NullMarked;
