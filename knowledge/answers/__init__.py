"""The exam of question answering: questions with known answers, asked through understanding and guide."""
