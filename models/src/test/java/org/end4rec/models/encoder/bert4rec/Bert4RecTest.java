package org.end4rec.models.encoder.bert4rec;

import org.end4rec.models.encoder.BaselineContract;
import org.end4rec.models.encoder.EncoderConfig;
import org.end4rec.models.encoder.SequenceEncoder;

class Bert4RecTest implements BaselineContract {
    @Override
    public SequenceEncoder make(EncoderConfig config, long seed) {
        return new Bert4Rec(config, seed);
    }

    @Override
    public String baseName() {
        return "bert4rec";
    }
}
