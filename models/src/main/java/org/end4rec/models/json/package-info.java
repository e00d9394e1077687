/** How this module reads and writes JSON: {@link org.end4rec.models.json.Json}. Not exported. */
@NullMarked
package org.end4rec.models.json;

import org.jspecify.annotations.NullMarked;
