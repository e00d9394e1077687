/**
 * The paper's END4Rec (WWW 2024, arXiv 2403.17603), in the paper's order. Read {@link
 * org.end4rec.models.encoder.end4rec.End4Rec} first, then the parts in the order of its constructor, then {@code
 * GuidedTraining}. Numbers of equations follow an independent implementation. Deliberately absent: this project's
 * additions.
 */
@NullMarked
package org.end4rec.models.encoder.end4rec;

import org.jspecify.annotations.NullMarked;
