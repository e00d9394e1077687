/**
 * A transformer for several behaviors, after MB-STR: read {@link org.end4rec.models.encoder.mbstr.MbStr} first.
 * Deliberately absent: the paper's masked training and its mixture of experts.
 */
@NullMarked
package org.end4rec.models.encoder.mbstr;

import org.jspecify.annotations.NullMarked;
