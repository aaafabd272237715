module github.com/rustasyncprocessor/rustasyncprocessor

go 1.25.0
