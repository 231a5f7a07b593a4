package io.curfew.collector.record;

import org.jspecify.annotations.Nullable;

import java.lang.invoke.CallSite;
import java.lang.invoke.LambdaMetafactory;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.RecordComponent;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/** Makes accessors of record components: reflection costs many times as much for each value. */
public final class Accessors {
    private Accessors() {}

    /**
     * What reads a component of a record.
     *
     * @param lookup sees into the record
     * @throws ReflectiveOperationException when it does not
     */
    @SuppressWarnings("unchecked") // what the factory makes is such a function
    public static Function<Object, @Nullable Object> of(MethodHandles.Lookup lookup, RecordComponent component)
            throws ReflectiveOperationException {
        MethodHandle accessor = lookup.unreflect(component.getAccessor());
        return (Function<Object, @Nullable Object>) made(
                lookup,
                accessor,
                "apply",
                Function.class,
                Object.class,
                accessor.type().wrap());
    }

    /**
     * The same of an {@code int} or a {@code long}.
     *
     * @throws ReflectiveOperationException when {@code lookup} does not see into the record
     */
    @SuppressWarnings("unchecked") // what the factory makes is such a function
    public static ToLongFunction<Object> ofNumber(MethodHandles.Lookup lookup, RecordComponent component)
            throws ReflectiveOperationException {
        MethodHandle accessor = lookup.unreflect(component.getAccessor());
        return (ToLongFunction<Object>) made(
                lookup,
                accessor,
                "applyAsLong",
                ToLongFunction.class,
                long.class,
                accessor.type().changeReturnType(long.class));
    }

    private static Object made(
            MethodHandles.Lookup lookup,
            MethodHandle accessor,
            String method,
            Class<?> function,
            Class<?> returned,
            MethodType ofThisRecord)
            throws ReflectiveOperationException {
        try {
            CallSite site = LambdaMetafactory.metafactory(
                    lookup,
                    method,
                    MethodType.methodType(function),
                    MethodType.methodType(returned, Object.class),
                    accessor,
                    ofThisRecord);
            return site.getTarget().invoke();
        } catch (ReflectiveOperationException | RuntimeException | Error trouble) {
            throw trouble;
        } catch (Throwable impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
