package org.end4rec.models.run;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;
import org.end4rec.core.io.FileSteps;

/** The real steps, counted; something happens before the step of a given number, and in the middle of a write. */
final class CountedSteps implements FileSteps {
    private final FileSteps real = FileSteps.real();
    private final int number;
    private final Runnable event;
    private int taken;

    CountedSteps(int number, Runnable event) {
        this.number = number;
        this.event = event;
    }

    int taken() {
        return taken;
    }

    private void step() {
        if (taken++ == number) {
            event.run();
        }
    }

    @Override
    public List<Path> list(Path folder, String prefix, String suffix) throws IOException {
        step();
        return real.list(folder, prefix, suffix);
    }

    @Override
    public OutputStream create(Path file) throws IOException {
        step();
        return new FilterOutputStream(real.create(file)) {
            @Override
            public void write(byte[] bytes, int from, int length) throws IOException {
                out.write(bytes, from, length / 2);
                step();
                out.write(bytes, from + length / 2, length - length / 2);
            }

            @Override
            public void close() throws IOException {
                step();
                super.close();
            }
        };
    }

    @Override
    public void force(Path file) throws IOException {
        step();
        real.force(file);
    }

    @Override
    public void move(Path from, Path to) throws IOException {
        step();
        real.move(from, to);
    }

    @Override
    public void forceFolder(Path folder) throws IOException {
        step();
        real.forceFolder(folder);
    }

    @Override
    public void delete(Path file) throws IOException {
        step();
        real.delete(file);
    }
}
