package org.end4rec.models.run;

import java.io.IOException;
import org.end4rec.core.io.FormatException;
import org.end4rec.core.io.SafeTensors;

/** Any bytes end in tensors or in a {@link FormatException}. */
public final class SafeTensorsFuzz {
    private SafeTensorsFuzz() {}

    /** The entry of the fuzzer. */
    public static void fuzzerTestOneInput(byte[] bytes) throws IOException {
        try {
            SafeTensors read = SafeTensors.read(bytes, "fuzz");
            long data = 0;
            for (String name : read.names()) {
                data += (long) read.shape(name).size() * (read.type(name).name().endsWith("64") ? 8 : 4);
            }
            if (data > bytes.length) {
                throw new AssertionError(data + " bytes of elements from a file of " + bytes.length);
            }
        } catch (FormatException refused) {
            if (!String.valueOf(refused.getMessage()).startsWith("SafeTensors: fuzz: ")) {
                throw new AssertionError("a message that does not name the file", refused);
            }
        }
    }
}
