/**
 * A web service that recommends: {@link org.end4rec.springboot.ShopApplication} starts it, and {@link
 * org.end4rec.springboot.RecommendationController} answers. Deliberately absent: training, and security.
 */
@NullMarked
package org.end4rec.springboot;

import org.jspecify.annotations.NullMarked;
