/**
 * A service that recommends over HTTP. Read {@link org.end4rec.service.ServeProgram}, which starts it, then {@code
 * RecommendationApi}, which has the answers. Deliberately absent: anything that recommends, which {@code models} does;
 * users, roles and TLS, which a proxy in front does.
 */
@NullMarked
package org.end4rec.service;

import org.jspecify.annotations.NullMarked;
