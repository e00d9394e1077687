package org.end4rec.models.training;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * What a key of the configuration means, its default and which numbers it may have: the source of the defaults, the
 * checks and the documentation.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
@interface Key {
    /** The meaning, in one sentence. */
    String value();

    /** The default, as it is written in {@code --set}. */
    String standard();

    /** The smallest number; NaN if every number is allowed. */
    double least() default Double.NaN;

    /**
     * The largest number: far above any need, and small enough that no size overflows and no step becomes infinite.
     */
    double most() default Double.NaN;

    /** Whether 0 is allowed too, though it is below the least. */
    boolean orZero() default false;

    /**
     * The name of the key before this key in files and documentation; empty if it is the key before it in the records.
     */
    String after() default "";
}
