/**
 * Files that outlive a run. Read {@link org.end4rec.core.io.SafeTensors} first: named tensors in one file; then {@link
 * org.end4rec.core.io.AtomicFile}, through which every file of the project is written. Deliberately absent: Java
 * serialization, and what the tensors mean.
 */
@NullMarked
package org.end4rec.core.io;

import org.jspecify.annotations.NullMarked;
