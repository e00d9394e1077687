/**
 * A small shop whose truth is known, for the lessons that train a whole model: read
 * {@link org.end4rec.lessons.shop.SmallShop} first. Deliberately absent: files; all of it lives in memory.
 */
@NullMarked
package org.end4rec.lessons.shop;

import org.jspecify.annotations.NullMarked;
