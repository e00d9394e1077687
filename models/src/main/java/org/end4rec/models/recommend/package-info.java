/**
 * Recommending with a trained model: read {@link org.end4rec.models.recommend.Recommender} first. Deliberately absent:
 * training.
 */
@NullMarked
package org.end4rec.models.recommend;

import org.jspecify.annotations.NullMarked;
