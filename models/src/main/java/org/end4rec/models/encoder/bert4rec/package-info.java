/**
 * BERT4Rec: attention both ways, trained to predict hidden events. Read
 * {@link org.end4rec.models.encoder.bert4rec.Bert4Rec} first. The hidden events are chosen by
 * {@link org.end4rec.models.data.TrainingSequences}.
 */
@NullMarked
package org.end4rec.models.encoder.bert4rec;

import org.jspecify.annotations.NullMarked;
