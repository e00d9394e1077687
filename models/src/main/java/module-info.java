/** Recommendation: event logs, encoders, training, evaluation, recommending. */
module org.end4rec.models {
    requires static org.jspecify;
    requires transitive org.end4rec.autograd;
    requires com.fasterxml.jackson.core;
    requires de.siegmar.fastcsv;

    exports org.end4rec.models.counting;
    exports org.end4rec.models.data;
    exports org.end4rec.models.encoder;
    exports org.end4rec.models.encoder.end4rec;
    exports org.end4rec.models.encoder.end4rec.beyond;
    exports org.end4rec.models.encoder.fmlprec;
    exports org.end4rec.models.encoder.bert4rec;
    exports org.end4rec.models.encoder.gru4rec;
    exports org.end4rec.models.encoder.mbstr;
    exports org.end4rec.models.encoder.sasrec;
    exports org.end4rec.models.evaluation;
    exports org.end4rec.models.page;
    exports org.end4rec.models.parallel;
    exports org.end4rec.models.probe;
    exports org.end4rec.models.recommend;
    exports org.end4rec.models.report;
    exports org.end4rec.models.run;
    exports org.end4rec.models.training;
    exports org.end4rec.models.trial;
    exports org.end4rec.models.vectors;
    exports org.end4rec.models.votes;
}
