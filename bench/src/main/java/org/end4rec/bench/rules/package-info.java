/**
 * What the rules of a request cost: {@link org.end4rec.bench.rules.RuleCost} is a program, since all its cases must be
 * measured in turns. Deliberately absent: tests; there is nothing but times.
 */
@NullMarked
package org.end4rec.bench.rules;

import org.jspecify.annotations.NullMarked;
