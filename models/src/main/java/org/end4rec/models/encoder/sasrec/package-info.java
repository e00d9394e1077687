/**
 * SASRec (Kang and McAuley, <em>Self-Attentive Sequential Recommendation</em>, ICDM 2018, arXiv 1808.09781), the strong
 * baseline: read {@link org.end4rec.models.encoder.sasrec.SasRec} first. It shares embedding, feed-forward network and
 * readout with END4Rec, so that only what mixes the positions differs. Deliberately absent: dropout of attention
 * weights.
 */
@NullMarked
package org.end4rec.models.encoder.sasrec;

import org.jspecify.annotations.NullMarked;
