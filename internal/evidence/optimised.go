package evidence

// Evidence from frames without lines, as in the default release build. What was inlined has no frame there, so that the next
// frame need not be the caller: what is called by an executor's closure may be the body of a future that the executor polls,
// and what is called by an async body may be a closure of what it awaits.

import (
	"strings"

	"github.com/rustasyncprocessor/rustasyncprocessor/internal/rules/crates"
	"github.com/rustasyncprocessor/rustasyncprocessor/rustname"
)

var (
	ruleInExecutor   = newRule("it runs inside what polls, and no frame shows that it is called as a closure")
	ruleInlinedBody  = newRule("the body that is polled there was inlined, and awaits it")
	ruleBlockingTask = newRule("the pool of blocking threads runs closures")
	ruleOfExecutor   = newRule("it is one of the closures that the executor gives to itself")
	ruleInlinedGen   = newRule("a GenFuture polls it, or the body that awaits it was inlined there")
	ruleInlinedPoll  = newRule("a type's poll, into which what lies between was inlined")
	ruleOwnTask      = newRule("the poll of a type whose name says that it holds it")
	ruleInlinedBlock = newRule("without lines, a fn's body and a block that a fn makes are run alike")
	ruleInlinedBox   = newRule("a trait's method: #[async_trait], a block that it returns, or an async fn")
)

// isBlindGenerator reports whether frame i is a GenFuture::poll without lines, as in a crate that was built without debug
// information: the body may have been inlined into it, and what it calls is what the body calls.
func (s *stack) isBlindGenerator(i int) bool {
	return s.caller(i-1) != nil && s.roleOf(i) == crates.PollsGenerator && !s.frames[i].Located
}

// collectOptimised judges a frame without a line.
func (s *stack) collectOptimised(i int, callee *rustname.Closure) {
	caller := s.caller(i)
	if caller == nil {
		return
	}
	switch what := s.frames[i+1].asCaller(); what.role {
	case crates.InvokesDyn:
		s.note(i, isClosure, called, what.rule, i+1)
	case crates.Invokes, crates.InvokesTask:
		s.note(i, isClosure, guessed, what.rule, i+1)
	case crates.InvokesPoll:
		if callee.Nested {
			s.note(i, isClosure, guessed, what.rule, i+1)
			return
		}
		s.collectInside(i, callee, ruleInExecutor)
	case crates.Polls, crates.PollsTask, crates.PollsBorrowed, crates.PollsBlock:
		s.collectInlinedPoll(i, callee, caller, what)
	case crates.PollsGenerator:
		s.collectInside(i, callee, ruleInlinedGen)
	case crates.OwnPoll, crates.PollsMade:
		s.collectInside(i, callee, ruleInlinedPoll)
	case crates.Wraps:
		s.collectWrapped(i, callee)
	default:
		s.collectInlinedCall(i, callee, caller)
	}
}

// collectInlinedPoll judges what is called by a frame that polls futures. It is the body of the future, or was called by that
// after the body was inlined, which the name of the frame can tell: it names the future that it polls.
func (s *stack) collectInlinedPoll(i int, callee *rustname.Closure, caller *Facts, what callerFacts) {
	switch {
	case caller.Key == callee.Owner:
		s.note(i, isClosure, guessed, ruleMadeThere, i+1)
	case what.role == crates.PollsTask && s.runsBlocking(i+1):
		s.note(i, isClosure, guessed, ruleBlockingTask, i+1)
	case s.namesAnother(i+1, callee):
		s.collectInside(i, callee, ruleInlinedBody)
	case what.inlines && !caller.mentions(callee.Key), caller.Shape.Trait != "" && s.isOfConstructor(i, callee):
	default:
		s.noteInlined(i, callee, what.rule)
	}
}

// noteInlined notes that frame i is a coroutine's body, of which kind the text does not say.
func (s *stack) noteInlined(i int, callee *rustname.Closure, rule rule) {
	s.note(i, isCoroutine, guessed, rule, i+1)
	switch {
	case s.frames[i].boxable:
		s.note(i, isEitherKind, guessed, ruleInlinedBox, noFrame)
	case !callee.Nested && (rule == ruleInExecutor || rule == ruleInlinedPoll || rule == ruleInlinedBody || s.eitherIsRun(i+1)):
		s.note(i, isEitherKind, guessed, ruleInlinedBlock, noFrame)
	}
}

// eitherIsRun reports whether what frame i calls is as often the body of a fn as a block: tasks are, and what is boxed.
func (s *stack) eitherIsRun(i int) bool { return s.roleOf(i) == crates.PollsTask || s.pollsBox(i) }

// runsBlocking reports whether frame i, which runs a task, runs one that was given to spawn_blocking.
func (s *stack) runsBlocking(i int) bool {
	for s.caller(i) != nil && s.roleOf(i) == crates.PollsTask {
		i++
	}
	return s.frames[i].Facts != nil && s.roleOf(i) == crates.InvokesTask
}

// namesAnother reports whether the name of frame i has closures for its generic arguments, and not this one.
func (s *stack) namesAnother(i int, callee *rustname.Closure) bool {
	f := s.frames[i].Facts
	return len(f.Closures) > 0 && f.leaf < 0 && !f.mentions(callee.Key)
}

// mentions reports whether a closure segment with the key is in the name.
func (f *Facts) mentions(key rustname.Key) bool {
	for i := range f.Closures {
		if f.Closures[i].Key == key {
			return true
		}
	}
	return false
}

// collectInside judges a frame that runs inside what polls, if it may be the body of an async fn.
func (s *stack) collectInside(i int, callee *rustname.Closure, rule rule) {
	if s.mayBeAsyncFn(i, callee) && !s.isOfConstructor(i, callee) {
		s.noteInlined(i, callee, rule)
	}
}

// collectWrapped judges what is called by a function through which executors call closures of their own.
func (s *stack) collectWrapped(i int, callee *rustname.Closure) {
	switch {
	case s.frames[i].asCaller().role == crates.Wraps:
		s.note(i, isClosure, guessed, ruleOfExecutor, i+1)
	case s.isPolledNear(i + 2):
		s.collectInside(i, callee, ruleInExecutor)
	}
}

// isPolledNear reports whether frame i or the next polls.
func (s *stack) isPolledNear(i int) bool {
	for end := i + 2; i < end && i < len(s.frames) && s.caller(i-1) != nil; i++ {
		if s.roleOf(i).PollsOnly() || isBlockOn(s.frames[i].Facts) {
			return true
		}
	}
	return false
}

// collectInlinedCall judges a frame whose caller is in no table. A plain fn awaits nothing: what it calls is a closure, or is
// polled by what was inlined into the fn.
func (s *stack) collectInlinedCall(i int, callee *rustname.Closure, caller *Facts) {
	switch {
	case isBlockOn(caller):
		if s.namesAnother(i+1, callee) {
			s.collectInside(i, callee, ruleInlinedBody)
			return
		}
		s.noteInlined(i, callee, ruleBlockOn)
	case caller.leaf < 0 && caller.Key == callee.Owner:
		if !isMain(callee.OwnerPath.Of(s.frames[i].Text)) { // #[tokio::main] calls block_on, which may be inlined into it
			s.note(i, isClosure, guessed, ruleMadeThere, i+1)
		}
	case s.isOwnTask(i, callee, caller):
		s.noteInlined(i, callee, ruleOwnTask)
	case caller.leaf >= 0:
		s.collectOtherFn(i, callee, caller)
	case s.frames[i].Application && s.frames[i+1].Application && s.namesAnother(i+1, callee) && s.mayBeAwaited(i, callee, caller):
		s.noteAwaited(i, callee) // by the closure that the caller's name names, which was inlined into it
	}
}

// isOwnTask reports whether the caller is a method poll of a type that holds what frame i is the body of, as
// <TaskStorage<F>>::poll, and the fn that made it is not further out, as it would be if F were a closure.
func (s *stack) isOwnTask(i int, callee *rustname.Closure, caller *Facts) bool {
	return caller.Shape.Trait == "" && strings.HasSuffix(caller.Shape.Path, "::poll") && strings.HasPrefix(caller.Text, "<") &&
		caller.mentions(callee.Key) && s.ownerFrame(i, callee) < 0 && !s.isOfConstructor(i, callee)
}

// isMain reports whether a path is that of a program's main.
func isMain(path string) bool {
	_, fn, ok := strings.Cut(path, "::")
	return ok && fn == "main"
}
