package org.end4rec.lessons;

/** A file of Java that does not compile, or a program that did not end as it should. */
final class FailedProgram extends Exception {
    private static final long serialVersionUID = 1L;

    FailedProgram(String message) {
        super(message);
    }
}
