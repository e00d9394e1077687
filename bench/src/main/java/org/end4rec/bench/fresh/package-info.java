/**
 * What all benchmarks of whole models start from: fresh parameters and random histories. Read {@code FreshModels}
 * first.
 */
@NullMarked
package org.end4rec.bench.fresh;

import org.jspecify.annotations.NullMarked;
