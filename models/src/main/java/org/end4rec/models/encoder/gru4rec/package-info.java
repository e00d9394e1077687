/**
 * GRU4Rec: a recurrent network over the events. Read {@link org.end4rec.models.encoder.gru4rec.Gru4Rec} first.
 * Deliberately absent: the paper's session-parallel batches, since every model here reads histories of N events.
 */
@NullMarked
package org.end4rec.models.encoder.gru4rec;

import org.jspecify.annotations.NullMarked;
