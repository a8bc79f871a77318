package dev.fleetcast.registry.admin;

import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * One page of a list.
 *
 * @param data its entries, by id
 * @param meta its position in the whole list
 */
public record Page<T>(List<T> data, Meta meta) {

    /**
     * The position of a page.
     *
     * @param total number of entries in the whole list
     * @param page the number of this page, from 1
     * @param size the maximum number of entries per page
     */
    public record Meta(long total, int page, int size) {}

    /** The requested page of the entries that pass the filter, converted by {@code shown}. */
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
