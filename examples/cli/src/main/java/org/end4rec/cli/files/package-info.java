/** Files of other programs: packings that Java does not know, and Parquet, all in pure Java. */
@NullMarked
package org.end4rec.cli.files;

import org.jspecify.annotations.NullMarked;
