/**
 * BERT4Rec: attention both ways, trained to tell hidden events. Read {@link
 * org.end4rec.models.encoder.bert4rec.Bert4Rec} first. Which events are hidden is up to {@link
 * org.end4rec.models.data.TrainingSequences}.
 */
@NullMarked
package org.end4rec.models.encoder.bert4rec;

import org.jspecify.annotations.NullMarked;
