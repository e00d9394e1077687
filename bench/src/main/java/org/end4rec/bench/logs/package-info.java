/**
 * What it costs to read a log: {@link org.end4rec.bench.logs.ReadingCost} is a program, since all its cases must be
 * measured in turns. Deliberately absent: tests; there is nothing but times.
 */
@NullMarked
package org.end4rec.bench.logs;

import org.jspecify.annotations.NullMarked;
