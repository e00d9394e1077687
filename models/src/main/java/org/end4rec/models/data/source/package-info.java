/** A log as rows of text: files, packings, encodings; CSV, JSON lines and tables. Not part of the API. */
@NullMarked
package org.end4rec.models.data.source;

import org.jspecify.annotations.NullMarked;
