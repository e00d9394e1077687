/**
 * The contract every op is tested against. Read {@link org.end4rec.autograd.testing.OpContract} first, then {@code
 * GeluTest}. For reading, {@code ScalarGraph} is a tape of single numbers. Deliberately absent: hand-computed values,
 * edges and errors, which each op's own test has.
 */
@NullMarked
package org.end4rec.autograd.testing;

import org.jspecify.annotations.NullMarked;
