package org.end4rec.cli;

import java.math.BigDecimal;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * A part of a whole, as in 10% or 0.1.
 *
 * @param value 0.1
 * @param text as it was typed
 */
record Share(double value, String text) {
    /** Reads a share. */
    static final class Reader implements ITypeConverter<Share> {
        @Override
        public Share convert(String text) {
            String number = text.endsWith("%") ? text.substring(0, text.length() - 1) : text;
            try {
                BigDecimal value = new BigDecimal(number.strip());
                return new Share((text.endsWith("%") ? value.movePointLeft(2) : value).doubleValue(), text);
            } catch (NumberFormatException e) {
                throw new TypeConversionException("'" + text + "' is no share; give one such as 10% or 0.1");
            }
        }
    }

    @Override
    public String toString() {
        return text;
    }
}
