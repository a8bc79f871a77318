package dev.fleetcast.registry;

import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * One page of a list.
 *
 * @param data the things on it, by id
 * @param meta where it is in the whole list
 */
public record Page<T>(List<T> data, Meta meta) {

    /**
     * Where a page is.
     *
     * @param total how many things the whole list has
     * @param page the number of this page, from 1
     * @param size the most things on a page
     */
    public record Meta(long total, int page, int size) {}

    /** That page of the things that pass, shown as asked. */
    public static <S, T> Page<T> of(Stream<S> all, PageQuery query, Predicate<S> filter, Function<S, T> shown) {
        List<S> passing = all.filter(filter).toList();
        List<T> data = passing.stream()
                .skip(query.offset())
                .limit(query.size())
                .map(shown)
                .toList();
        return new Page<>(data, new Meta(passing.size(), query.page(), query.size()));
    }
}
