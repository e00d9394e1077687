/**
 * END4Rec (<em>Efficient Noise-Decoupling for Multi-Behavior Sequential Recommendation</em>, WWW 2024, arXiv
 * 2403.17603), its parts under the paper's names. Read {@link org.end4rec.models.encoder.end4rec.End4Rec} first: it
 * shows how they are put together. Deliberately absent: the training schedule, which is in {@code training}.
 */
@NullMarked
package org.end4rec.models.encoder.end4rec;

import org.jspecify.annotations.NullMarked;
