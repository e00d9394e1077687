/**
 * What the first requests to a service cost: {@link org.end4rec.bench.coldstart.ColdStart} is a program, since a
 * benchmark of JMH measures a Java that is warm. Deliberately absent: tests; there is nothing but times.
 */
@NullMarked
package org.end4rec.bench.coldstart;

import org.jspecify.annotations.NullMarked;
