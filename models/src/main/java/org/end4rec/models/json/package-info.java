/**
 * How this module reads and writes JSON: {@link org.end4rec.models.json.Json}. It needs no more of Jackson than the
 * parser and the generator. Not exported.
 */
@NullMarked
package org.end4rec.models.json;

import org.jspecify.annotations.NullMarked;
