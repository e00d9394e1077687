/**
 * FMLP-Rec: learnable filters in the frequency domain in the place of attention. Read {@link
 * org.end4rec.models.encoder.fmlprec.FmlpRec} first. Deliberately absent: behaviors in the filter, and denoising.
 */
@NullMarked
package org.end4rec.models.encoder.fmlprec;

import org.jspecify.annotations.NullMarked;
