package io.curfew.collector.json;

import org.jspecify.annotations.Nullable;

import java.lang.invoke.CallSite;
import java.lang.invoke.LambdaMetafactory;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.RecordComponent;
import java.util.function.Function;

/** Makes accessors of record components: reflection costs many times as much for each value. */
final class Accessors {
    private Accessors() {}

    /**
     * What reads a component of a record.
     *
     * @param lookup sees into the record
     * @throws ReflectiveOperationException when it does not
     */
    @SuppressWarnings("unchecked") // what the factory makes is such a function
    static Function<Object, @Nullable Object> of(MethodHandles.Lookup lookup, RecordComponent component)
            throws ReflectiveOperationException {
        MethodHandle accessor = lookup.unreflect(component.getAccessor());
        try {
            CallSite site = LambdaMetafactory.metafactory(
                    lookup,
                    "apply",
                    MethodType.methodType(Function.class),
                    MethodType.methodType(Object.class, Object.class),
                    accessor,
                    accessor.type().wrap());
            return (Function<Object, @Nullable Object>) site.getTarget().invoke();
        } catch (ReflectiveOperationException | RuntimeException | Error trouble) {
            throw trouble;
        } catch (Throwable impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
