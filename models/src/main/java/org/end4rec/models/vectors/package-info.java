/**
 * Vectors of items and users in files, to be written for a vector database and to be read as the start of an item
 * table. Read {@link org.end4rec.models.vectors.VectorTable} first. Deliberately absent: searching by vectors, which
 * {@link org.end4rec.models.recommend} does.
 */
@NullMarked
package org.end4rec.models.vectors;

import org.jspecify.annotations.NullMarked;
