package org.end4rec.models.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;

/** Makes what reads and writes JSON. */
public final class Json {
    private Json() {}

    /**
     * A new mapper that refuses what follows the value. It keeps no buffers with the thread: those would keep the class
     * loader of an application that was taken down.
     */
    public static ObjectMapper mapper() {
        JsonFactory factory = JsonFactory.builder()
                .recyclerPool(JsonRecyclerPools.nonRecyclingPool())
                .build();
        return new ObjectMapper(factory).enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
    }
}
