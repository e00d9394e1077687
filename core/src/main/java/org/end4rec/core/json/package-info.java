/**
 * How the project opens a text of JSON: {@link org.end4rec.core.json.JsonStreams} makes the parsers and the generators,
 * which come from whatever Jackson 2 the application has, from 2.14 on. Only the module of models may use this package;
 * trees of JSON are there.
 */
@NullMarked
package org.end4rec.core.json;

import org.jspecify.annotations.NullMarked;
