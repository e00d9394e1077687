/** What the tests of all modules share. */
@NullMarked
package org.end4rec.core.testing;

import org.jspecify.annotations.NullMarked;
