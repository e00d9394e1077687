/**
 * An application that recommends: read {@link org.end4rec.embedding.EmbedInYourApplication}. Deliberately absent:
 * training, and anything another module would need.
 */
@NullMarked
package org.end4rec.embedding;

import org.jspecify.annotations.NullMarked;
