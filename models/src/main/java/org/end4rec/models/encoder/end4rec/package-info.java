/**
 * The paper's END4Rec (<em>Efficient Noise-Decoupling for Multi-Behavior Sequential Recommendation</em>, WWW 2024,
 * arXiv 2403.17603), in the paper's order. Read {@link org.end4rec.models.encoder.end4rec.End4Rec} first, then the
 * parts in the order of its constructor, then {@link org.end4rec.models.encoder.end4rec.GuidedTraining}. Sections are
 * the paper's; numbers of equations follow an independent implementation. Deliberately absent: what this project added,
 * which is in {@code beyond}.
 */
@NullMarked
package org.end4rec.models.encoder.end4rec;

import org.jspecify.annotations.NullMarked;
