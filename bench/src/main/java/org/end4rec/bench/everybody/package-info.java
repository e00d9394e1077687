/** How many users a second get their recommendations, one at a time and all at once, and in how much memory. */
@NullMarked
package org.end4rec.bench.everybody;

import org.jspecify.annotations.NullMarked;
