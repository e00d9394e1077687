/**
 * Randomness keyed by (seed, purpose, step, index): {@link org.end4rec.core.random.RandomStream}. Deliberately absent:
 * generators with state.
 */
@NullMarked
package org.end4rec.core.random;

import org.jspecify.annotations.NullMarked;
