package dev.fleetcast.history.stored;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdCompressCtx;
import com.github.luben.zstd.ZstdDecompressCtx;
import com.github.luben.zstd.ZstdDictCompress;
import com.github.luben.zstd.ZstdDictDecompress;
import com.github.luben.zstd.ZstdDictTrainer;
import com.github.luben.zstd.ZstdException;
import dev.fleetcast.threading.ThreadSafe;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Compresses messages with zstd. A dictionary that was trained with messages of this feed makes single messages a third as
 * large. Every compressed message names its dictionary; without one it needs none.
 */
@ThreadSafe
public final class MessageCodec {

    /** Slower levels gain little on messages of a kilobyte. */
    private static final int LEVEL = 3;

    private static final int CHUNK_LEVEL = 9;
    private static final int DICTIONARY_BYTES = 64 * 1_024;
    private static final int MAX_SAMPLE_BYTES = 100 * DICTIONARY_BYTES;
    /** Larger than any message or chunk: protects from corrupt rows. */
    private static final long MAX_BYTES = 256L * 1_024 * 1_024;

    private final Map<Long, ZstdDictDecompress> readers = new ConcurrentHashMap<>();
    private volatile ZstdDictCompress writer;
    /** To make one costs more than to compress a message. As many as have been used at the same time. */
    private final Queue<ZstdCompressCtx> idleWriters = new ConcurrentLinkedQueue<>();

    private final Queue<ZstdDecompressCtx> idleReaders = new ConcurrentLinkedQueue<>();

    /** Makes a dictionary known; the last one is used for compression. */
    public void use(byte[] dictionary) {
        readers.put(Zstd.getDictIdFromDict(dictionary), new ZstdDictDecompress(dictionary));
        writer = new ZstdDictCompress(dictionary, LEVEL);
    }

    public boolean hasDictionary() {
        return writer != null;
    }

    public boolean knows(long dictionary) {
        return readers.containsKey(dictionary);
    }

    /** The id of the dictionary that is needed to read the content; 0 for none. */
    public static long dictionaryOf(byte[] compressed) {
        return Zstd.getDictIdFromFrame(compressed);
    }

    public byte[] compress(byte[] message) {
        ZstdDictCompress current = writer;
        return current == null
                ? Zstd.compress(message, LEVEL)
                : with(
                        idleWriters,
                        ZstdCompressCtx::new,
                        context -> context.loadDict(current).setLevel(LEVEL).compress(message));
    }

    private static <C> byte[] with(Queue<C> idle, Supplier<C> first, Function<C, byte[]> use) {
        C known = idle.poll();
        C context = known == null ? first.get() : known;
        try {
            return use.apply(context);
        } finally {
            idle.add(context);
        }
    }

    /** Compresses many messages as one. */
    public static byte[] compressChunk(byte[] messages) {
        return Zstd.compress(messages, CHUNK_LEVEL);
    }

    /** @throws IllegalArgumentException if it was not compressed by this class, or with an unknown dictionary */
    public byte[] read(byte[] compressed) {
        long size = Zstd.getFrameContentSize(compressed);
        if (size < 0 || size > MAX_BYTES) {
            throw new IllegalArgumentException("Not a compressed message");
        }
        long dictionary = dictionaryOf(compressed);
        try {
            if (dictionary == 0) {
                return Zstd.decompress(compressed, (int) size);
            }
            ZstdDictDecompress reader = readers.get(dictionary);
            if (reader == null) {
                throw new IllegalArgumentException("Dictionary " + dictionary + " is not known");
            }
            return with(
                    idleReaders,
                    ZstdDecompressCtx::new,
                    context -> context.loadDict(reader).decompress(compressed, (int) size));
        } catch (ZstdException corrupt) {
            throw new IllegalArgumentException(corrupt);
        }
    }

    /** Trains a dictionary; empty if the messages are too few or too different. */
    public static Optional<byte[]> train(Collection<byte[]> messages) {
        ZstdDictTrainer trainer = new ZstdDictTrainer(MAX_SAMPLE_BYTES, DICTIONARY_BYTES);
        for (byte[] message : messages) {
            if (!trainer.addSample(message)) {
                break;
            }
        }
        try {
            return Optional.of(trainer.trainSamples());
        } catch (ZstdException untrainable) {
            return Optional.empty();
        }
    }
}
