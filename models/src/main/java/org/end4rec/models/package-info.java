/**
 * Sequential recommendation, from an event log to a ranked list. The sub-packages follow an event's journey: {@code
 * data}, {@code encoder}, {@code training}, {@code evaluation}, {@code recommend}.
 */
@NullMarked
package org.end4rec.models;

import org.jspecify.annotations.NullMarked;
