use std::backtrace::Backtrace;
use std::fmt;
use std::str::FromStr;
use tokio_util::codec::LinesCodecError;

pub enum Command {
    Name(String),
    Join(String),
    Say(String),
    Quit,
}

#[derive(Debug)]
pub struct CommandError {
    message: String,
    backtrace: Backtrace,
}

impl CommandError {
    pub fn new(message: impl Into<String>) -> CommandError {
        CommandError { message: message.into(), backtrace: Backtrace::force_capture() }
    }

    pub fn backtrace(&self) -> &Backtrace {
        &self.backtrace
    }
}

impl fmt::Display for CommandError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl From<LinesCodecError> for CommandError {
    fn from(error: LinesCodecError) -> CommandError {
        CommandError::new(error.to_string())
    }
}

impl FromStr for Command {
    type Err = CommandError;

    fn from_str(line: &str) -> Result<Command, CommandError> {
        let rest = match line.strip_prefix('/') {
            Some(rest) => rest,
            None => return Ok(Command::Say(line.to_string())),
        };
        let (word, argument) = rest.split_once(' ').unwrap_or((rest, ""));
        match word {
            "name" => Ok(Command::Name(argument.to_string())),
            "join" => Ok(Command::Join(argument.to_string())),
            "quit" => Ok(Command::Quit),
            _ => Err(CommandError::new(format!("no command {}", word))),
        }
    }
}
