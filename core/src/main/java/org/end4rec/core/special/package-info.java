/**
 * Special functions in double: {@link org.end4rec.core.special.GammaFunction}. Deliberately absent: float versions,
 * since nothing here is in a hot loop.
 */
@NullMarked
package org.end4rec.core.special;

import org.jspecify.annotations.NullMarked;
