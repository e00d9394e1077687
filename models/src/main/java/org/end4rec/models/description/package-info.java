/**
 * A look at a log: how large it is, how it is spread over users, items and time, what users do with items, and what
 * would make an evaluation on it wrong. Read {@link org.end4rec.models.description.LogDescription} first. Deliberately
 * absent: reading and cleaning of logs; this package describes what it is given.
 */
@NullMarked
package org.end4rec.models.description;

import org.jspecify.annotations.NullMarked;
