package org.end4rec.springboot;

import java.io.IOException;
import java.nio.file.Path;
import org.end4rec.models.recommend.ModelHandle;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;

/** Starts the service: {@code --end4rec.run=FOLDER} names the run that {@code end4rec train} left behind. */
@SpringBootApplication(proxyBeanMethods = false)
public class ShopApplication {
    /** See the class. */
    public static void main(String[] arguments) {
        SpringApplication.run(ShopApplication.class, arguments);
    }

    /** One model for all requests, which can be exchanged; the first request finds it compiled. */
    @Bean
    ModelHandle models(@Value("${end4rec.run}") String run) throws IOException {
        return ModelHandle.load(Path.of(run));
    }
}
