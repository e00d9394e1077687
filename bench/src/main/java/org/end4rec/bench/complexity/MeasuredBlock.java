package org.end4rec.bench.complexity;

/** A block at one length. */
public record MeasuredBlock(MeasuredMixer mixer, int length) {}
