package io.curfew.collector.row;

import io.curfew.collector.record.Accessors;
import org.jspecify.annotations.Nullable;

import java.lang.invoke.MethodHandles;
import java.lang.reflect.RecordComponent;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/** One component of a record, and how it is taken out of a row and written. Numbers are never boxed on their way. */
interface Component {

    boolean isAbsent(Object row);

    boolean isSame(Object row, Object before);

    /** Writes what is not absent. */
    void write(RowOutput output, Object row, @Nullable Object before);

    /** @throws ReflectiveOperationException when {@code lookup} does not see into the record */
    static Component of(MethodHandles.Lookup lookup, RecordComponent component, Form form)
            throws ReflectiveOperationException {
        boolean isNumber = component.getType() == int.class || component.getType() == long.class;
        return isNumber
                ? new OfNumber(Accessors.ofNumber(lookup, component))
                : new OfAny(Accessors.of(lookup, component), form);
    }

    /** As {@link Form} has it for whole numbers. */
    record OfNumber(ToLongFunction<Object> accessor) implements Component {
        @Override
        public boolean isAbsent(Object row) {
            return false;
        }

        @Override
        public boolean isSame(Object row, Object before) {
            return accessor.applyAsLong(row) == accessor.applyAsLong(before);
        }

        @Override
        public void write(RowOutput output, Object row, @Nullable Object before) {
            output.signed(accessor.applyAsLong(row) - (before == null ? 0 : accessor.applyAsLong(before)));
        }
    }

    /** Of any other type. */
    record OfAny(Function<Object, @Nullable Object> accessor, Form form) implements Component {
        @Override
        public boolean isAbsent(Object row) {
            return accessor.apply(row) == null;
        }

        @Override
        public boolean isSame(Object row, Object before) {
            return Objects.equals(accessor.apply(row), accessor.apply(before));
        }

        @Override
        public void write(RowOutput output, Object row, @Nullable Object before) {
            Object value = accessor.apply(row);
            if (value != null) {
                form.write(output, value, before == null ? null : accessor.apply(before));
            }
        }
    }
}
